import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { UsageFeature } from '../../../../application/usage/usage-feature.js'
import type { InvalidTimeZone, DuplicateBudget } from '../../../../domain/usage/errors.js'
import { agentId } from '../../../../domain/agents/agent-id.js'
import { parseTimeZone, type TimeZone } from '../../../../domain/usage/time-zone.js'
import type { Content } from '../../../../infrastructure/http/reply.js'
import { bindAnswer, type Binding, bind } from '../routing/bind.js'
import { notABoolean } from '../routing/errors.js'
import type { ErrorRows } from '../routing/error-row.js'
import * as api from './api.js'
import * as budgetsApi from './budgets.api.js'
import * as limitsApi from './limits.api.js'
import * as resumesApi from './resumes.api.js'
import { EXPORT_FORMATS, exportHeaders, type ExportFormat } from './usage-export.js'
import { bufferOf } from '../../../../infrastructure/codec/buffer-of.js'

export function usageRoutes({ readUsage, readTurnUsage, timeZone }: UsageFeature): ReadonlyArray<Binding> {
  const zoneOf = (tz: string): E.Either<InvalidTimeZone, TimeZone> => parseTimeZone(tz === '' ? timeZone() : tz)

  return [
    bindAnswer(api.readUsage, ({ query: { days, tz, project, model, day } }) =>
      pipe(
        TE.fromEither(zoneOf(tz)),
        TE.flatMap((timeZone) =>
          readUsage({
            ...{ form: 'history', days, timeZone },
            only: { projectId: project || null, model: model || null },
            hoursOf: day || undefined,
          }),
        ),
        TE.map(({ bytes }) => ({ status: 200, jsonBytes: bufferOf(bytes) })),
      ),
    ),
    bind(api.readTurnUsage, ({ params: { agent, id }, query: { start } }) =>
      readTurnUsage({ agent: agentId(agent), id }, start),
    ),
    bindAnswer(api.exportUsage, ({ query: { format, days, tz } }) =>
      pipe(
        TE.Do,
        TE.bindW('format', () => TE.fromEither(formatOf(format))),
        TE.bindW('zone', () => TE.fromEither(zoneOf(tz))),
        TE.bindW('document', ({ format: form, zone }) => readUsage({ form, days, timeZone: zone })),
        TE.map(({ document, format: form }) => ({
          status: 200,
          headers: exportHeaders(form, document),
          content: contentOf(document.bytes),
        })),
      ),
    ),
  ]
}

const contentOf = (bytes: Uint8Array): Content => ({
  length: bytes.byteLength,
  async *chunks() {
    yield await Promise.resolve(bytes)
  },
  close: () => Promise.resolve(),
})

const formatOf = (text: string): E.Either<InvalidExportFormat, ExportFormat> => {
  const format = text === '' ? 'csv' : EXPORT_FORMATS.find((known) => known === text)
  return format === undefined ? E.left(invalidExportFormat) : E.right(format)
}

export const budgetRoutes = ({ configureBudgets }: UsageFeature): ReadonlyArray<Binding> => [
  bind(budgetsApi.readBudgets, () => configureBudgets.read),
  bind(budgetsApi.replaceBudgets, ({ body, caller }) => configureBudgets.replace(body.budgets, caller)),
]

export const limitRoutes = ({ readLimits, readCosts }: UsageFeature): ReadonlyArray<Binding> => [
  bind(limitsApi.readUsageLimits, ({ query: { days } }) => readLimits.read(days)),
  bind(limitsApi.readUsageCosts, () => readCosts),
]

export const resumeRoutes = ({ resumeSessions }: UsageFeature): ReadonlyArray<Binding> => [
  bind(resumesApi.listResumes, () => resumeSessions.list),
  bind(
    resumesApi.chooseResume,
    ({ params: { name }, body: { enabled }, caller }) => resumeSessions.choose(name, enabled, caller),
    () => notABoolean('enabled'),
  ),
]

/** An export in a format that there is none of. */
interface InvalidExportFormat {
  readonly _tag: 'InvalidExportFormat'
}
const invalidExportFormat: InvalidExportFormat = { _tag: 'InvalidExportFormat' }

export const USAGE_ROWS = {
  DuplicateBudget: {
    status: 400,
    text: 'Invalid body',
    more: ({ index }) => ({ at: [`budgets.${String(index)}.scope`] }),
  },
  InvalidTimeZone: { status: 400, text: 'Invalid time zone' },
  InvalidExportFormat: { status: 400, text: 'Invalid format: csv or json' },
} satisfies ErrorRows<DuplicateBudget | InvalidTimeZone | InvalidExportFormat>
