export { hubClient, type HubClient } from './hub-client.js'
export type { ClientAnswer, ClientFailure, ClientOptions } from './call.js'
export type { SessionJson } from '../sessions/codec.js'
