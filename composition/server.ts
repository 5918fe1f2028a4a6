/**
 * The whole hub: `createHub` on tools of the embedding program, and the real tools of this package.
 *
 * @packageDocumentation
 */
export type { TokenSource } from '../adapters/inbound/cli/installation.js'
export type { FolderHeld } from '../adapters/inbound/cli/start-fault.js'
export { createHub, type Hub, type HubOptions } from './hub/create-hub.js'
export { loadConfig, type Config, type WhereToLook } from './config/environment.js'
export { listen, type ListenOptions, type Listening, type ServerTls } from './hub/listen.js'
export { realTools, type RealTools, type RealToolsOptions } from './tools/real-tools.js'
export { stderrLog } from './tools/stderr-log.js'
export type { ConfigFault } from '../infrastructure/config/variable-table.js'
export type { RequestListener } from '../infrastructure/http/app.js'
export type { TlsPair } from '../infrastructure/http/tls-files.js'
