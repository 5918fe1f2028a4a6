import { createRequire } from 'node:module'

/** Optional peers of the package with a binary: the client does without them, the hub does not. */
const PEERS = ['fs-native-extensions', 'node-pty'] as const
export type Peer = (typeof PEERS)[number]

/** Command that installs the peers beside the package. */
export const INSTALL_PEERS = `npm install ${PEERS.join(' ')}`

const require = createRequire(import.meta.url)

/** Returns the peers that cannot be found from here. */
export function missingPeers(resolve: (name: string) => string = require.resolve): ReadonlyArray<Peer> {
  return PEERS.filter((name) => {
    try {
      resolve(`${name}/package.json`)
      return false
    } catch {
      return true
    }
  })
}

/** Missing peers in words, with the command that installs them. */
export const missingPeersText = (missing: ReadonlyArray<Peer>): string =>
  `not installed: ${missing.join(', ')}. Install them beside penates: ${INSTALL_PEERS}`

/** Loads a module of a peer when it is first needed, so that importing a module needs no peer. Throws with the command that installs it. */
export function requirePeer(peer: Peer, module: string = peer): unknown {
  if (missingPeers().includes(peer)) throw new Error(missingPeersText([peer]))
  return require(module)
}

/** Path of a module of an installed peer. */
export const resolvePeer = (module: string): string => require.resolve(module)
