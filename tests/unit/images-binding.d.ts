/** What the source names of Cloudflare's Images binding: here it is compiled without Cloudflare's types. */
interface ImagesBinding {
  input(image: ReadableStream<Uint8Array>): ImageTransformer;
}

interface ImageTransformer {
  transform(how: Record<string, unknown>): ImageTransformer;
  output(how: Record<string, unknown>): Promise<{ response(): Response }>;
}
