/**
 * What the environment says, read once at the start. Pure: the environment is an argument, and a
 * value that can't be used is answered as a sentence, never guessed around.
 *
 * PORT, HOST           where to listen (8080 on all addresses)
 * DATA_DIR             everything that must survive (./data)
 * DATABASE_URL         postgres://…; missing: SQLite in DATA_DIR
 * BUS_URL              nats://…; missing: within the process
 * MEDIA_URL            file:///path; missing: DATA_DIR/media
 * PUBLIC_URL           https://… as people and screens see the server, behind a proxy
 * ADMIN_EMAIL, ADMIN_PASSWORD   the first administrator (both or neither)
 * SIGNING_KEY_FILE     Ed25519 key shared by several nodes; missing: made in DATA_DIR
 * FFMPEG_PATH, FFPROBE_PATH, MAX_UPLOAD_BYTES, LOG_LEVEL
 * TRUST_PROXY          1: take the client's address from X-Forwarded-For (set it behind a proxy only)
 */
import path from 'node:path';
import { z } from 'zod';
import { Password } from '#shared/api/resources.ts';

const Environment = z
  .object({
    PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
    HOST: z.string().default('0.0.0.0'),
    DATA_DIR: z.string().min(1).default('./data'),
    DATABASE_URL: z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
      .optional(),
    BUS_URL: z
      .string()
      .regex(/^nats:\/\//, 'must begin with nats://')
      .optional(),
    MEDIA_URL: z
      .string()
      .regex(/^file:\/\/\//, 'must begin with file:/// (object stores are not supported yet)')
      .optional(),
    PUBLIC_URL: z
      .url({ protocol: /^https?$/ })
      .transform((url) => url.replace(/\/+$/, ''))
      .optional(),
    ADMIN_EMAIL: z.email().toLowerCase().optional(),
    ADMIN_PASSWORD: Password.optional(),
    SIGNING_KEY_FILE: z.string().min(1).optional(),
    FFMPEG_PATH: z.string().min(1).optional(),
    FFPROBE_PATH: z.string().min(1).optional(),
    MAX_UPLOAD_BYTES: z.coerce
      .number()
      .int()
      .positive()
      .default(4 * 1024 ** 3),
    LOG_LEVEL: z
      .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
      .default('info'),
    TRUST_PROXY: z
      .enum(['0', '1'])
      .default('0')
      .transform((flag) => flag === '1'),
  })
  .refine((e) => (e.ADMIN_EMAIL === undefined) === (e.ADMIN_PASSWORD === undefined), {
    path: ['ADMIN_EMAIL'],
    message: 'ADMIN_EMAIL and ADMIN_PASSWORD go together',
  });

export type ServerSettings = {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly busUrl: string | undefined;
  readonly mediaDir: string;
  readonly publicUrl: string | null;
  readonly admin: { readonly email: string; readonly password: string } | null;
  readonly signingKeyFile: string;
  readonly ffmpegPath: string | undefined;
  readonly ffprobePath: string | undefined;
  readonly maxUploadBytes: number;
  readonly logLevel: string;
  readonly trustProxy: boolean;
};

/** `mistakes` are English sentences, one a variable, for whoever starts the server. */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>>,
): { settings: ServerSettings } | { mistakes: string[] } {
  // An empty value is how shells and unit files say "not set".
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    return { mistakes: parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`) };
  }
  const e = parsed.data;
  const dataDir = path.resolve(e.DATA_DIR);
  return {
    settings: {
      port: e.PORT,
      host: e.HOST,
      dataDir,
      databaseUrl: e.DATABASE_URL,
      busUrl: e.BUS_URL,
      mediaDir: e.MEDIA_URL ? new URL(e.MEDIA_URL).pathname : path.join(dataDir, 'media'),
      publicUrl: e.PUBLIC_URL ?? null,
      admin:
        e.ADMIN_EMAIL !== undefined && e.ADMIN_PASSWORD !== undefined
          ? { email: e.ADMIN_EMAIL, password: e.ADMIN_PASSWORD }
          : null,
      signingKeyFile: e.SIGNING_KEY_FILE ?? path.join(dataDir, 'signing-key.pem'),
      ffmpegPath: e.FFMPEG_PATH,
      ffprobePath: e.FFPROBE_PATH,
      maxUploadBytes: e.MAX_UPLOAD_BYTES,
      logLevel: e.LOG_LEVEL,
      trustProxy: e.TRUST_PROXY,
    },
  };
}
