/**
 * Path that the hub is mounted at, without a slash at its end; `''` for the root. Source: the `<base>` of the page, which
 * the hub fills in.
 */
export const mount = typeof document === 'undefined' ? '' : new URL('.', document.baseURI).pathname.slice(0, -1)

/** Address at the hub that served the page, from a path such as `/api/sessions`. */
export const hubAddress = (path: string): string => mount + path

/** Path at the hub, from a path of the page's own address. */
export const hubPath = (address: string, at: string = mount): string =>
  address.startsWith(`${at}/`) ? address.slice(at.length) : address
