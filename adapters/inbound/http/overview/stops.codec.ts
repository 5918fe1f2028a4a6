import { identity } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import type { Stop } from '../../../../domain/stops/stop.js'
import { nullable } from '../../../../infrastructure/codec/codecs.js'
import { from, isoTime, jsonOf } from '../../../../infrastructure/codec/json-of.js'
import { named } from '../../../../infrastructure/codec/schema.js'
import { PromptFaultJson } from '../prompts/codec.js'
import { ServiceRetryJson } from '../sessions/codec.js'

const StopKindJson = t.keyof({
  trust: null,
  bypass: null,
  plan: null,
  dialog: null,
  'sign-in': null,
  failed: null,
  'prompt-unknown': null,
  'prompt-failed': null,
  'schedule-missed': null,
  'recording-failed': null,
  retrying: null,
})

const StopAnswerJson = t.keyof({
  'send-prompt': null,
  'remove-prompt': null,
  'run-schedule': null,
  'remove-schedule': null,
  'start-recording': null,
  'end-recording': null,
  reply: null,
  'implement-plan': null,
  'keep-planning': null,
})

const StopObstacleJson = t.keyof({ terminal: null, cut: null, consent: null, secret: null, 'by-itself': null })

const StopJson = named(
  'Stop',
  jsonOf<Stop, 'session'>()({
    /** Another occasion of the same kind has another id. */
    id: t.string,
    kind: StopKindJson,
    /** Name of the session. */
    name: t.string,
    /** `null` when it is not known. */
    since: nullable(isoTime),
    /** Complete text: lines of the screen with a dialog, the prompt, the words of a failure. */
    text: t.string,
    /** Id of the prompt or schedule; `null` for other kinds. */
    subject: nullable(t.string),
    /** Reason of `prompt-failed` and `prompt-unknown`. */
    fault: PromptFaultJson,
    /** Next attempt of `retrying`. */
    retry: nullable(ServiceRetryJson),
    /** Operations that answer it; empty when it is answered in the terminal, or by itself. */
    answers: t.readonlyArray(StopAnswerJson),
    /** Reason of no answers: `cut` for a terminal that shows a part only, `consent` for a warning that a person accepts at the terminal, `secret` for a sign-in. */
    obstacle: nullable(StopObstacleJson),
  }),
)

/** Answer by a key of the dialog. */
export const StopDialogAnswerJson = t.keyof({ 'implement-plan': null, 'keep-planning': null })

/** The most urgent kinds first, then the longest. */
export const StopsJson = named(
  'Stops',
  jsonOf<ReadonlyArray<Stop>>()({ stops: from(t.readonlyArray(StopJson), identity<ReadonlyArray<Stop>>) }),
)
