/**
 * How often something may be tried. Counted in memory, so each node counts for itself and a restart
 * forgives; the limiter measures elapsed time by its own clock, not by the application's `now`.
 *
 * Sign-in is limited three ways: tightly for one account from one address, so that nobody can lock a
 * principal out from elsewhere by guessing; loosely for one account from everywhere; and for one
 * address, behind which a whole school may sit.
 */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal } from '#shared/api/problems.ts';

const QUARTER = 15 * 60;

export const limitSizes = {
  accountFromAddress: 10,
  account: 100,
  address: 100,
  /** new pairing codes from one address: a school may switch all its screens on at once */
  pairings: 200,
  /** codes typed by one person that no screen shows */
  userCodes: 20,
  /** addresses of calendar feeds that do not exist, asked for by one subscriber */
  unknownFeeds: 30,
  /** feeds read by one subscriber: a staff room's calendars ask every few minutes */
  feeds: 600,
} as const;

export type Limits = {
  /** counts a try before the password is looked at; throws tooManyTries */
  signIn(email: string, address: string): Promise<void>;
  /** the password was right: the tries of this account from this address are forgotten */
  signedIn(email: string, address: string): Promise<void>;
  pairing(address: string): Promise<void>;
  userCode(personId: string): Promise<void>;
  userCodeFound(personId: string): Promise<void>;
  feed(address: string): Promise<void>;
  unknownFeed(address: string): Promise<void>;
};

export function createLimits(): Limits {
  const limiter = (points: number) => new RateLimiterMemory({ points, duration: QUARTER });
  const accountFromAddress = limiter(limitSizes.accountFromAddress);
  const account = limiter(limitSizes.account);
  const address = limiter(limitSizes.address);
  const pairings = limiter(limitSizes.pairings);
  const userCodes = limiter(limitSizes.userCodes);
  const feeds = limiter(limitSizes.feeds);
  const unknownFeeds = limiter(limitSizes.unknownFeeds);
  const pair = (email: string, from: string) => `${email} ${from}`;
  return {
    signIn: async (email, from) => {
      await take(address, from);
      await take(accountFromAddress, pair(email, from));
      await take(account, email);
    },
    signedIn: async (email, from) => {
      await accountFromAddress.delete(pair(email, from));
      await account.reward(email);
      await address.reward(from);
    },
    pairing: (from) => take(pairings, from),
    userCode: (personId) => take(userCodes, personId),
    feed: (from) => take(feeds, from),
    unknownFeed: (from) => take(unknownFeeds, from),
    userCodeFound: async (personId) => {
      await userCodes.reward(personId);
    },
  };
}

async function take(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    throw new Refusal('tooManyTries', { seconds: Math.ceil(refused.msBeforeNext / 1000) });
  }
}
