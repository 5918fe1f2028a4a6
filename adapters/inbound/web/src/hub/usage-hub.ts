import type { HubClient } from '../../../http/client/hub-client.js'
import type { Answer } from './hub.js'
import type { Asking } from './asking.js'

type BodyOf<Name extends 'readUsage' | 'readUsageLimits'> = Extract<
  Awaited<ReturnType<ReturnType<HubClient[Name]>>>,
  { readonly _tag: 'Right' }
>['right']['body']

/** What agents have used. */
export type UsageHistory = BodyOf<'readUsage'>
/** How near accounts are to their limits. */
export type UsageLimits = BodyOf<'readUsageLimits'>

/** What the pages of usage ask of the hub. Every call settles; none throws. */
export interface UsageHub {
  readonly history: (days: number) => Promise<Answer<UsageHistory>>
  readonly limits: () => Promise<Answer<UsageLimits>>
}

/** Usage of the hub behind the page's own address. Days are those of the browser's time zone. */
export const clientUsage = ({ client, ask }: Asking): UsageHub => ({
  history: (days) => ask(client.readUsage({ query: { days, tz: browserZone() } }), ({ body }) => body),
  limits: () => ask(client.readUsageLimits({ query: { days: 1 } }), ({ body }) => body),
})

/** Name of the person's time zone. */
export const browserZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone
