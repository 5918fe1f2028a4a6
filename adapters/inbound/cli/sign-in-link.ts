/** Link that signs a browser in. The token is in the fragment, which browsers do not send: RFC 9110, 7.1. */
export const signInLink = (url: string, token: string | null): string =>
  token === null ? `${url}/` : `${url}/#token=${encodeURIComponent(token)}`
