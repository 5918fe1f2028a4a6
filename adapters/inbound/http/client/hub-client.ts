import { HUB_ROUTES } from '../hub-routes.js'
import { call, refused, type CallOf, type ClientFailure, type ClientOptions } from './call.js'

/** Every route of the hub as a typed function: `client.renameSession({ params: { name }, body: { newName } })`. */
export type HubClient = { readonly [Name in keyof typeof HUB_ROUTES]: CallOf<(typeof HUB_ROUTES)[Name]> }

/** The hub over HTTP. Runs in browsers and in node; nothing is sent before a task is run. */
export function hubClient(options: ClientOptions): HubClient {
  const calls = Object.entries(HUB_ROUTES).map(([name, route]) => [
    name,
    (input?: object) => call(options, route, input),
  ])
  return Object.fromEntries(calls) as HubClient
}

/** Failure of a response to the request of a route that was sent without this client. */
export const refusalOf = (
  name: keyof HubClient,
  answer: Pick<Response, 'status' | 'statusText' | 'headers'>,
  body: unknown,
): ClientFailure => refused(HUB_ROUTES[name], answer, body)
