import { z } from 'zod';

/** Whose key a signature was made with: ours, the one before it, or nobody's. */
const SIGNERS = ['current', 'retired', 'stranger'] as const;
export type Signer = (typeof SIGNERS)[number];

/** What a webhook meets on its way. */
export const webhookEffect = z
  .strictObject({
    /** It is never sent, and not tried again. */
    drop: z.literal(true).optional(),
    /** Milliseconds that it comes late. */
    delay_ms: z.int().min(1).max(3_600_000).optional(),
    /** How often the very same is sent. */
    repeat: z.int().min(2).max(20).optional(),
    /** Signed with a key that nobody knows. */
    forge: z.literal(true).optional(),
    /** One signature each, in this order; while a key is being changed there are two. */
    signatures: z.array(z.enum(SIGNERS)).min(1).max(4).optional(),
    /** What the signatures say their version is, in the place of `v1`. */
    label: z.string().min(1).optional(),
    /** Seconds that its timestamp is ahead, or behind if negative. It is signed with it. */
    skew_seconds: z.int().optional(),
    /** What happens to the body after it was signed: other words, or the same in other spacing. */
    tamper: z.enum(['changed', 'reencoded']).optional(),
    /** Headers that it lacks. */
    without: z
      .array(z.enum(['webhook-id', 'webhook-timestamp', 'webhook-signature']))
      .min(1)
      .optional(),
    /** Its body names a prediction that there is none of, and is signed all the same. */
    unknown_prediction: z.literal(true).optional(),
    /** It goes to the address of the newest prediction with these words in its prompt. */
    to_address_of: z.string().min(1).optional(),
  })
  .superRefine((then, context) => {
    const refuse = (message: string): void => context.addIssue({ code: 'custom', message });
    const names = Object.keys(then);
    if (names.length === 0) refuse('says nothing');
    if (then.drop && names.length > 1) refuse('what is dropped meets nothing else');
    if (then.forge && then.signatures) refuse('forge and signatures exclude one another');
  });
export type WebhookEffect = z.infer<typeof webhookEffect>;
