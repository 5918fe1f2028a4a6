import * as E from 'fp-ts/lib/Either.js'
import { localUrl } from '../../../infrastructure/config/local-url.js'
import {
  EXIT,
  tellConfigFaults,
  tellFailure,
  tellUsage,
  type Command,
  type ExitCode,
  type Installation,
  type ProgramDeps,
} from './command.js'
import { signInLink } from './sign-in-link.js'

const help = `Usage: penates token [show | rotate] [--link]

  show     print the operator's token (the default)
  rotate   make a new one and print it; the old one opens nothing any more,
           also in a hub that runs
  --link   print the link that signs you in, in place of the token alone

Who has the token can do everything that you can do on this machine.
`

/** `penates token`. */
export const token: Command = {
  name: 'token',
  summary: "Show or rotate the operator's token",
  help,
  switches: ['link'],
  run: async ({ operands, switches }, deps) => {
    const [action = 'show', ...rest] = operands
    if ((action !== 'show' && action !== 'rotate') || rest.length > 0) {
      return tellUsage(`token takes show or rotate, not ${operands.join(' ')}`, 'penates token --help', deps)
    }
    const hub = await deps.open()
    if (E.isLeft(hub)) return tellConfigFaults(hub.left, deps)
    const { host, port } = hub.right
    const url = (await hub.right.runningUrl()) ?? localUrl(host, port)
    const tell = (found: string): ExitCode => {
      deps.out(`${switches.has('link') ? signInLink(url, found) : found}\n`)
      return EXIT.ok
    }
    return action === 'show' ? show(hub.right, tell, deps) : rotate(hub.right, tell, deps)
  },
}

async function show(hub: Installation, tell: (token: string) => ExitCode, deps: ProgramDeps): Promise<ExitCode> {
  if (hub.token._tag === 'Off') return tellFailure('AUTH_TOKEN is empty: the hub runs without a token.', null, deps)
  if (hub.token._tag === 'Given') return tell(hub.token.token)
  const stored = await hub.storedToken().show()
  if (E.isLeft(stored)) return tellFailure(stored.left.detail, null, deps)
  if (stored.right === null) {
    return tellFailure('there is no token yet.', 'The first start makes one: penates serve', deps)
  }
  return tell(stored.right)
}

async function rotate(hub: Installation, tell: (token: string) => ExitCode, deps: ProgramDeps): Promise<ExitCode> {
  if (hub.token._tag !== 'Stored') {
    return tellFailure('AUTH_TOKEN decides about the token.', 'Change it there, or remove it, then try again.', deps)
  }
  const made = await hub.storedToken().rotate()
  return E.isLeft(made) ? tellFailure(made.left.detail, null, deps) : tell(made.right)
}
