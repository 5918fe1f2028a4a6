import * as E from 'fp-ts/lib/Either.js'

/** Reads the address of a hub: `http` or `https`, without credentials, query and fragment. A left contains the reason. */
export function parseHubUrl(text: string): E.Either<string, string> {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || !/^https?:$/.test(url.protocol))
    return E.left('the address of a hub begins with http:// or https://')
  // The text is not repeated: it may contain a token.
  if (url.username !== '' || url.password !== '')
    return E.left('the address of a hub must not contain credentials; use --token-file')
  if (url.search !== '' || url.hash !== '')
    return E.left('the address of a hub ends before "?" and "#"; a token goes into --token-file')
  return E.right(`${url.origin}${url.pathname.replace(/\/+$/, '')}`)
}
