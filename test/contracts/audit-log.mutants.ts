import * as TE from 'fp-ts/lib/TaskEither.js'
import { THE_HUB } from '../../application/shared/audit-log.port.js'
import type { AuditLogHarness } from './audit-log.contract.js'
import { breaking, type Mutants } from './mutants.js'

const broken = breaking<AuditLogHarness, 'audit'>('audit')

/** Broken audit logs. */
export const auditLogMutants: Mutants<AuditLogHarness> = {
  'keeps what happened and who asked, each fact with its kind': {
    'records nothing': broken(() => ({ record: () => TE.right(undefined) })),
    'drops the caller': broken(({ record }) => ({ record: (event) => record(event, THE_HUB) })),
    'stores every value as text': broken(({ record }) => ({
      record: (event, caller) =>
        record(
          {
            ...event,
            fields: Object.fromEntries(Object.entries(event.fields).map(([name, value]) => [name, String(value)])),
          },
          caller,
        ),
    })),
  },
  'has the entry when it answers, and none before it is run': {
    'records when the task is made': broken(({ record }) => ({
      record: (event, caller) => {
        const recorded = record(event, caller)()
        return () => recorded
      },
    })),
    'answers before it has recorded': broken(({ record }) => ({
      record: (event, caller) => () => {
        setImmediate(() => void record(event, caller)())
        return TE.right(undefined)()
      },
    })),
  },
  'keeps the order of the calls': {
    'records every second entry later': broken(({ record }) => {
      let turns = 0
      return {
        record: (event, caller) => async () => {
          const isLate = turns++ % 2 === 0
          for (let turn = 0; isLate && turn < 10; turn++) await Promise.resolve()
          return record(event, caller)()
        },
      }
    }),
  },
  'makes one entry of one call, for any input': {
    'makes an entry of every line': broken(({ record }) => ({
      record: (event, caller) => async () => {
        for (const part of String(event.fields['newName'] ?? '').split('\n'))
          await record({ ...event, fields: { newName: part } }, caller)()
        return record(event, caller)()
      },
    })),
  },
}
