import type { ImageService } from '../../protocol/server-message.ts';
import { imageError } from '../image-failures.ts';
import type { Service } from './service.ts';

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
      const { message } = imageError(status, false);
      return { type: 'image_service', status, message, until: service.until };
    }
  }
}
