import type { Model } from './model.ts';

/** The model's OpenAPI document as cog heads it, with its schemas word for word. */
export function openapiSchema({ document }: Model): Record<string, unknown> {
  return {
    openapi: '3.0.2',
    info: { title: 'Cog', version: '0.1.0' },
    paths: {},
    components: document.components,
  };
}
