import { once } from 'node:events';
import { createServer } from 'node:http';
import { onTestFinished } from 'vitest';
import { z } from 'zod';

const predictionSchema = z.object({
  id: z.string(),
  status: z.string(),
  output: z.unknown(),
  logs: z.string(),
});

/** A webhook as it came in. */
export interface Hook {
  /** The path that it was sent to. */
  path: string;
  headers: Record<string, string>;
  /** What it is to be verified by; empty where it lacks it. */
  proof: { id: string; timestamp: string; signature: string };
  body: string;
  prediction: z.infer<typeof predictionSchema>;
}

/** A server that takes webhooks. */
export interface WebhookReceiver {
  url: string;
  hooks: Hook[];
  /** Resolves when so many have come in. */
  until: (count: number) => Promise<void>;
}

/**
 * Starts a receiver that ends with the test.
 * @param answer the status for each webhook, by how many there have been
 */
export async function receive(
  answer: (count: number) => number = () => 200,
): Promise<WebhookReceiver> {
  const hooks: Hook[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      const headers = z.record(z.string(), z.string()).parse(request.headers);
      const prediction = predictionSchema.parse(JSON.parse(body));
      const proof = {
        id: headers['webhook-id'] ?? '',
        timestamp: headers['webhook-timestamp'] ?? '',
        signature: headers['webhook-signature'] ?? '',
      };
      hooks.push({ path: request.url ?? '', headers, proof, body, prediction });
      response.writeHead(answer(hooks.length)).end();
      server.emit('hook');
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return {
    url: `http://127.0.0.1:${port}/hook`,
    hooks,
    async until(count) {
      while (hooks.length < count) await once(server, 'hook');
    },
  };
}
