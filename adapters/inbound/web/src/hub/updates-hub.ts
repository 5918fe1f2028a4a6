import type { HubClient } from '../../../http/client/hub-client.js'
import type { Asking } from './asking.js'
import type { Answer } from './hub.js'

/** Everything with a version: see `GET /api/updates`. */
export type Updates = Extract<
  Awaited<ReturnType<ReturnType<HubClient['listUpdates']>>>,
  { readonly _tag: 'Right' }
>['right']['body']
export type UpdateItem = Updates['clis'][number]

/** What the page asks about versions. Every call settles; none throws. */
export interface UpdatesHub {
  /** As they were found out last; `refresh` has them looked for, which takes some seconds. */
  readonly list: (refresh: boolean) => Promise<Answer<Updates>>
  /** Answers the session in which the update runs. */
  readonly start: (id: string) => Promise<Answer<string>>
}

/** The hub behind the page's own address. */
export const updatesHub = ({ client, ask }: Asking): UpdatesHub => ({
  list: (refresh) => ask(client.listUpdates({ query: { refresh } }), ({ body }) => body),
  start: (id) => ask(client.startUpdate({ params: { id } }), ({ body }) => body.session),
})
