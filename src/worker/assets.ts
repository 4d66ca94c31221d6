import * as z from 'zod/mini';
import manifest from '../../public/build/manifest.json';

const manifestSchema = z.record(
  z.string(),
  z.object({ file: z.string(), css: z._default(z.array(z.string()), []) }),
);

const entry = manifestSchema.parse(manifest)['src/client/main.ts'];
if (!entry) throw new Error('The build has no src/client/main.ts. Run "npm run build".');

/** The built script and its styles, by the names that the build gave them. */
export const assets = {
  script: `/build/${entry.file}`,
  styles: entry.css.map((file) => `/build/${file}`),
};
