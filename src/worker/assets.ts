import * as z from 'zod/mini';
import manifest from '../../public/build/manifest.json';

const manifestSchema = z.record(
  z.string(),
  z.object({
    file: z.string(),
    css: z._default(z.array(z.string()), []),
    imports: z._default(z.array(z.string()), []),
  }),
);

const chunks = manifestSchema.parse(manifest);
const entry = chunks['src/client/main.ts'];
if (!entry) throw new Error('The build has no src/client/main.ts. Run "npm run build".');

/** The built script, what it begins with and its styles, by the names that the build gave them. */
export const assets = {
  script: `/build/${entry.file}`,
  /** Named in the page, so that they are fetched along with the script and not after it. */
  imports: entry.imports.flatMap((name) => {
    const file = chunks[name]?.file;
    return file === undefined ? [] : [`/build/${file}`];
  }),
  styles: entry.css.map((file) => `/build/${file}`),
};
