import * as E from 'fp-ts/lib/Either.js'
import { localUrl } from '../../../infrastructure/config/local-url.js'
import { withInstallation, type Context } from './context.js'
import type { Run } from './description.js'
import type { TOKEN } from './descriptions/machine.js'
import type { Installation } from './installation.js'
import type { Failure } from './output.js'

/** `penates token`. */
export const token: Run<typeof TOKEN, Context> = ({ args: { action = 'show' }, options: { link } }, context) =>
  withInstallation(context, async (hub) => {
    const found = action === 'show' ? await show(hub) : await rotate(hub)
    if (E.isLeft(found)) return context.fail(found.left)
    const url = (await hub.runningUrl()) ?? localUrl(hub.host, hub.port)
    const shown = link ? signInLink(url, found.right) : found.right
    return context.print({ json: link ? { link: shown } : { token: shown }, text: `${shown}\n`, ids: [shown] })
  })

type Found = E.Either<Failure, string>

async function show(hub: Installation): Promise<Found> {
  if (hub.token._tag === 'Off') return E.left({ problem: 'AUTH_TOKEN is empty: the hub runs without a token.' })
  if (hub.token._tag === 'Given') return E.right(hub.token.token)
  const stored = await hub.storedToken().show()
  if (E.isLeft(stored)) return E.left({ problem: stored.left.detail })
  return E.fromNullable<Failure>({
    problem: 'there is no token yet.',
    mend: 'The first start makes one: penates serve',
  })(stored.right)
}

async function rotate(hub: Installation): Promise<Found> {
  if (hub.token._tag !== 'Stored') {
    return E.left({
      problem: 'AUTH_TOKEN decides about the token.',
      mend: 'Change it there, or remove it, then try again.',
    })
  }
  const made = await hub.storedToken().rotate()
  return E.isLeft(made) ? E.left({ problem: made.left.detail }) : made
}

/** Link that signs a browser in. The token is in the fragment, which browsers do not send: RFC 9110, 7.1. */
export const signInLink = (url: string, token: string | null): string =>
  token === null ? `${url}/` : `${url}/#token=${encodeURIComponent(token)}`
