import { pipe } from 'fp-ts/lib/function.js'
import * as T from 'fp-ts/lib/Task.js'
import { onHook } from '../../domain/attention/engine.js'
import { readHook, type HookPayload } from '../../domain/attention/hook.js'
import type { Attend } from './attend.js'
import type { PermissionModes } from './permission-modes.js'

/** One report of an agent, under its session's present name. */
export interface HookReport {
  readonly session: string
  readonly event: string
  readonly payload: HookPayload
}

/** Answers whether the event is one that the hub has a use for. Never fails: an agent is not to wait for the hub. */
export type RecordHook = (report: HookReport) => T.Task<boolean>
export interface RecordHookDeps {
  readonly attend: Attend
  readonly permissionModes: PermissionModes
}

export function makeRecordHook({ attend, permissionModes }: RecordHookDeps): RecordHook {
  return ({ session, event, payload }) => {
    const hook = readHook(event, payload)
    if (hook === null) return T.of(false)
    permissionModes.note(session, payload['permission_mode'])
    return pipe(
      attend(session, (attention, at) => onHook(attention, hook, at)),
      T.map(() => true),
    )
  }
}
