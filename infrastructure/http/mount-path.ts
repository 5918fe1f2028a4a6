import type { RequestListener } from 'node:http'

/**
 * Path that the hub is mounted at, as it appears in an address, without a slash at its end; `''` for the root. Repeated
 * slashes count once, dot segments lead up, and characters that a path must not contain are encoded.
 */
export function mountPath(path: string): string {
  const url = new URL('http://hub')
  url.pathname = path
  const segments = url.pathname.split('/').filter((segment) => segment !== '')
  return segments.map((segment) => `/${segment}`).join('')
}

/** Authority of a target in absolute form, and the rest. RFC 9112, section 3.2.2. */
const TARGET = /^(https?:\/\/[^/?#]*)?(.*)$/is

/** Target without the mount path; unchanged when it does not begin with the path, as frameworks remove it themselves. */
export function belowMount(mount: string, target: string): string {
  const [, authority = '', path = ''] = TARGET.exec(target) ?? []
  if (!isBelow(mount, path)) return target
  const rest = path.slice(mount.length)
  return authority + (rest.startsWith('/') ? rest : `/${rest}`)
}

/**
 * Listener below a mount path. The path itself is redirected to the one with a slash, below which relative addresses of
 * the page resolve.
 */
export const mounted =
  (mount: string, listener: RequestListener): RequestListener =>
  (request, response) => {
    const target = request.url ?? ''
    if (isMountItself(mount, target)) {
      response.writeHead(308, { Location: `${mount}/${target.slice(mount.length)}` }).end()
      return
    }
    request.url = belowMount(mount, target)
    listener(request, response)
  }

const isMountItself = (mount: string, target: string): boolean =>
  mount !== '' && (target === mount || target.startsWith(`${mount}?`))

const isBelow = (mount: string, path: string): boolean =>
  mount !== '' && path.startsWith(mount) && /^[/?]|^$/.test(path.slice(mount.length))
