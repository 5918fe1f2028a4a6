import type { HubClient } from '../../../http/client/hub-client.js'
import type { Asking } from './asking.js'
import type { Answer } from './hub.js'

/** A tool that ran without a valid approval, or settings that would let one. */
export type HubAlarm = Extract<
  Awaited<ReturnType<ReturnType<HubClient['listAlarms']>>>,
  { readonly _tag: 'Right' }
>['right']['body']['alarms'][number]

/** Calls about alarms of the gate. Every call settles; none throws. */
export interface AlarmsHub {
  readonly alarms: () => Promise<Answer<ReadonlyArray<HubAlarm>>>
  readonly acknowledge: (id: string) => Promise<Answer<true>>
}

export const alarmsHub = ({ client, ask }: Asking): AlarmsHub => ({
  alarms: () => ask(client.listAlarms({}), ({ body }) => body.alarms),
  acknowledge: (id) => ask(client.acknowledgeAlarm({ params: { id } }), ({ body }) => body.ok),
})
