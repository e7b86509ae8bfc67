/**
 * The server's key and what it signs. Screens pin the public key when they are paired; the private
 * one lives in a file that only the server's user can read, made at the first start.
 */
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  type KeyObject,
  randomUUID,
  sign,
} from 'node:crypto';
import { link, open, readFile, unlink } from 'node:fs/promises';
import {
  type Assignment,
  assignmentText,
  type SignedAssignment,
} from '#shared/protocol/messages.ts';
import { batchText, leafText, nodeText } from '#shared/protocol/signature.ts';

export type Signer = {
  /** raw Ed25519 public key, base64url without padding */
  readonly publicKey: string;
  /** Signs them together: one signature, whatever their number. See `shared/protocol/signature.ts`. */
  sign(assignments: readonly Assignment[]): SignedAssignment[];
};

/**
 * The signer whose key is in the file at `path`, made if there is none. Several processes may start
 * at once on the same folder: the first one's key wins, and no one ever reads half a key.
 */
export async function loadSigner(path: string): Promise<Signer> {
  let pem = await readFile(path, 'utf8').catch(missing);
  if (pem === null) {
    await makeKey(path);
    pem = await readFile(path, 'utf8');
  }
  return createSigner(createPrivateKey(pem));
}

function missing(error: NodeJS.ErrnoException): null {
  if (error.code !== 'ENOENT') throw error;
  return null;
}

async function makeKey(path: string): Promise<void> {
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
  const draft = `${path}.${randomUUID()}`;
  const file = await open(draft, 'w', 0o600);
  try {
    await file.writeFile(pem);
    await file.sync();
  } finally {
    await file.close();
  }
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await unlink(draft);
}

export function createSigner(key: KeyObject): Signer {
  const { x } = createPublicKey(key).export({ format: 'jwk' });
  return {
    publicKey: x!,
    sign(assignments) {
      const [first, second] = assignments;
      if (!first) return [];
      if (!second) return [{ ...first, signature: signText(key, assignmentText(first)) }];
      const { root, proofs } = hashTree(assignments.map((each) => sha256(leafText(each))));
      const signature = signText(key, batchText(root));
      return assignments.map(({ screen, manifest, sequence, issuedAt }, i) => {
        return { screen, manifest, sequence, issuedAt, signature, proof: proofs[i]! };
      });
    },
  };
}

/** The root over all leaves, and for each leaf the siblings that lead from it to the root. */
function hashTree(leaves: readonly string[]): { root: string; proofs: string[][] } {
  const proofs: string[][] = leaves.map(() => []);
  let level = leaves.map((hash, i) => ({ hash, first: i, last: i }));
  while (level.length > 1) {
    const above: typeof level = [];
    for (let i = 0; i < level.length; i += 2) {
      const [left, right] = [level[i]!, level[i + 1]];
      if (!right) {
        above.push(left);
        continue;
      }
      for (let leaf = left.first; leaf <= left.last; leaf++) proofs[leaf]!.push(right.hash);
      for (let leaf = right.first; leaf <= right.last; leaf++) proofs[leaf]!.push(left.hash);
      const hash = sha256(nodeText(left.hash, right.hash));
      above.push({ hash, first: left.first, last: right.last });
    }
    level = above;
  }
  return { root: level[0]!.hash, proofs };
}

function signText(key: KeyObject, text: string): string {
  return sign(null, Buffer.from(text), key).toString('base64url');
}

/** base64url without padding */
function sha256(text: string): string {
  return hash('sha256', text, 'base64url');
}
