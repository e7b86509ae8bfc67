/** Signing in and out, and what people change about themselves. */
import { clientAddress, subscriber } from '#server/access/client.ts';
import { hashPassword, verifyPassword } from '#server/access/passwords.ts';
import { hashSecret } from '#server/access/secrets.ts';
import {
  clearSessionCookie,
  openSession,
  readSessionCookie,
  writeSessionCookie,
} from '#server/access/sessions.ts';
import { Refusal } from '#shared/api/problems.ts';
import { Email, MeChange, type Person, SignIn } from '#shared/api/resources.ts';
import { change, fieldsOf } from './change.ts';
import { Session } from './openapi/components.ts';
import { type RouteDeps, route } from './route.ts';

export const sessionRoutes = [
  route({
    method: 'post',
    path: '/api/session',
    tag: 'session',
    summary: 'Signs in; sets the session cookie',
    access: 'public',
    body: SignIn,
    answer: Session,
    status: 201,
    refuses: ['wrongCredentials', 'tooManyTries'],
    handle: async ({ c, body }, deps) => {
      const { store, settings, limits, now, randomBytes } = deps;
      const email = body.email.trim().toLowerCase();
      const address = subscriber(clientAddress(c, settings));
      await limits.signIn(email, address);
      const person = await store.people.findByEmail(email);
      const right = await verifyPassword(person?.passwordHash ?? null, body.password);
      if (person === null || !right || person.disabledAt !== null) {
        await noteFailedSignIn(deps, email, person);
        throw new Refusal('wrongCredentials');
      }
      await limits.signedIn(email, address);
      const previous = readSessionCookie(c, settings);
      const secret = await change(deps, person.id, async (tx) => {
        await tx.sessions.prune(now());
        // whoever signs in again leaves the old session behind, and a planted one is of no use
        if (previous !== undefined) await tx.sessions.remove(hashSecret(previous));
        return {
          result: await openSession(tx, person.id, now(), randomBytes),
          audit: entry('session.create', person),
        };
      });
      writeSessionCookie(c, settings, secret);
      return { person };
    },
  }),

  route({
    method: 'get',
    path: '/api/session',
    tag: 'session',
    summary: 'Who is signed in',
    access: 'signedIn',
    answer: Session,
    handle: ({ viewer }) => ({ person: viewer.person }),
  }),

  route({
    method: 'patch',
    path: '/api/session',
    tag: 'session',
    summary: 'Changes one’s own name, language or password; a new password ends all other sessions',
    access: 'signedIn',
    body: MeChange,
    answer: Session,
    refuses: ['tooManyTries'],
    handle: async ({ c, viewer, credential, body }, deps) => {
      const { password, ...wanted } = body;
      const passwordHash = password && (await nextPasswordHash(viewer.person, password, c, deps));
      return change(deps, viewer.person.id, async (tx) => {
        const { id } = viewer.person;
        const { name = viewer.person.name, locale = viewer.person.locale } = wanted;
        await tx.people.update(id, { name, locale, ...(passwordHash && { passwordHash }) });
        if (passwordHash) {
          const kept = credential.kind === 'session' ? credential.hash : undefined;
          await tx.sessions.removeAllOf(id, kept);
        }
        const person: Person = { ...viewer.person, name, locale };
        return {
          result: { person },
          audit: {
            ...entry(passwordHash ? 'session.password' : 'session.edit', person),
            before: fieldsOf(viewer.person, 'name', 'locale'),
            after: fieldsOf(person, 'name', 'locale'),
          },
        };
      });
    },
  }),

  route({
    method: 'delete',
    path: '/api/session',
    tag: 'session',
    summary: 'Signs out; also where nobody is signed in',
    access: 'public',
    handle: async ({ c, viewer }, deps) => {
      const secret = readSessionCookie(c, deps.settings);
      if (viewer !== null && secret !== undefined) {
        await change(deps, viewer.person.id, async (tx) => {
          await tx.sessions.remove(hashSecret(secret));
          return { result: undefined, audit: entry('session.end', viewer.person) };
        });
      }
      clearSessionCookie(c, deps.settings);
    },
  }),
];

/** Checks the current password first, counted like a sign-in: a stolen session must not find it out. */
async function nextPasswordHash(
  person: Person,
  password: { readonly current: string; readonly next: string },
  c: Parameters<typeof clientAddress>[0],
  { store, settings, limits, randomBytes }: RouteDeps,
): Promise<string> {
  const address = subscriber(clientAddress(c, settings));
  await limits.signIn(person.email, address);
  const record = await store.people.findById(person.id);
  if (!(await verifyPassword(record?.passwordHash ?? null, password.current))) {
    throw new Refusal('invalid', {}, [
      { path: 'password.current', code: 'wrongPassword', message: '' },
    ]);
  }
  await limits.signedIn(person.email, address);
  return hashPassword(password.next, randomBytes);
}

/** Kept at the account's unit, so that its administrators see who is being guessed at. */
async function noteFailedSignIn(
  deps: RouteDeps,
  typed: string,
  person: Person | null,
): Promise<void> {
  // people also type their password here by mistake: only what is an e-mail address is written down
  const name = person?.email ?? (Email.safeParse(typed).success ? typed : '');
  const subject = { kind: 'person', id: person?.id ?? '', name };
  await change(deps, null, async () => ({
    result: undefined,
    audit: {
      action: 'session.refused',
      subject,
      unitId: person?.roles[0]?.unitId ?? null,
      before: null,
      after: null,
    },
  }));
}

function entry(action: string, person: Person) {
  return {
    action,
    subject: { kind: 'person', id: person.id, name: person.name },
    unitId: person.roles[0]?.unitId ?? null,
    before: null,
    after: null,
  };
}
