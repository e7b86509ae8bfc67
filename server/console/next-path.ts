/** Where to go after signing in: a path of this very server, whatever the address asked for. */
export function safeNext(asked: string | null): string {
  if (!asked) return '/';
  // a leading `//` or `/\` names another host, control characters are dropped by browsers first
  const base = 'https://console.invalid';
  if (!asked.startsWith('/') || !URL.canParse(asked, base)) return '/';
  const url = new URL(asked, base);
  if (url.origin !== base || url.pathname === '/login') return '/';
  return url.pathname + url.search + url.hash;
}
