import type { ImageService } from '../../protocol/server-message.ts';
import { imageFailures } from '../image-failures.ts';
import type { Service } from './service.ts';

/** What people hear where no token is set, so that nothing is ever tried. */
export const noTokenMessage: ImageService = {
  type: 'image_service',
  status: 'unauthorized',
  message: imageFailures.not_configured.sentence,
  until: null,
};

/** How the account is treated, as people hear of it. */
export function serviceMessage(service: Service): ImageService {
  const { status } = service;
  switch (status) {
    case 'available':
      return { type: 'image_service', status, message: null, until: null };
    case 'throttled': {
      const message = 'Replicate asks this server to slow down. What waits is asked for soon.';
      return { type: 'image_service', status, message, until: service.until };
    }
    case 'unauthorized':
    case 'no_credit': {
      const message = imageFailures[status].sentence;
      return { type: 'image_service', status, message, until: service.until };
    }
  }
}
