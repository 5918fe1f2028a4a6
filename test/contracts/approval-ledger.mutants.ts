import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ApprovalLedger, LedgerReport } from '../../application/approvals/approval-ledger.port.js'
import type { ChainFault } from '../../domain/approvals/chain.js'
import type { ApprovalLedgerHarness } from './approval-ledger.contract.js'
import { breaking, type Mutants } from './mutants.js'

const broken = breaking<ApprovalLedgerHarness, 'ledger'>('ledger')
const proving = (change: (report: LedgerReport) => LedgerReport) =>
  breaking<ApprovalLedgerHarness, 'proof'>('proof')(({ check }) => ({ check: TE.map(change)(check) }))
const hiding = (...problems: ReadonlyArray<ChainFault['problem']>) =>
  proving(({ records, fault }) => ({
    records,
    fault: fault !== null && problems.includes(fault.problem) ? null : fault,
  }))
const inTheNextRun =
  (change: (ledger: ApprovalLedger) => Partial<ApprovalLedger>) =>
  (scene: ApprovalLedgerHarness): ApprovalLedgerHarness => ({
    ...scene,
    reopen: async () => {
      const ledger = await scene.reopen()
      return { ...ledger, ...change(ledger) }
    },
  })

/** Broken logs of approvals. */
export const approvalLedgerMutants: Mutants<ApprovalLedgerHarness> = {
  'is whole while it is empty': {
    'takes an empty log for a cut one': proving((report) => ({
      ...report,
      fault: report.records === 0 ? { problem: 'cut', seq: 1, line: 1 } : report.fault,
    })),
  },
  'chains what is appended, one after the other or many at once': {
    'drops an entry while another is written': broken(({ append }) => {
      let isWriting = false
      return {
        append:
          (...entries) =>
          async () => {
            if (isWriting) return TE.right(undefined)()
            isWriting = true
            await Promise.resolve()
            isWriting = false
            return append(...entries)()
          },
      }
    }),
  },
  'keeps entries of one call together, and gives back those of some ids as they were appended': {
    'lets another call come between the entries of one': broken(({ append }) => ({
      append:
        (...entries) =>
        async () => {
          for (const entry of entries.toReversed()) await append(entry)()
          return TE.right(undefined)()
        },
    })),
    'returns records that only mention an id': broken(({ recordsOf }) => ({
      recordsOf: (ids) =>
        pipe(
          recordsOf([...ids, 'b']),
          TE.map(
            (records) => new Map(ids.map((id) => [id, [...(records.get(id) ?? []), ...(records.get('b') ?? [])]])),
          ),
        ),
    })),
    'leaves out ids without a record': broken(({ recordsOf }) => ({
      recordsOf: (ids) =>
        pipe(
          recordsOf(ids),
          TE.map((records) => new Map([...records].filter(([, found]) => found.length > 0))),
        ),
    })),
  },
  'continues the chain in the next run': {
    'has no records in the next run': inTheNextRun(() => ({
      recordsOf: (ids) => TE.right(new Map(ids.map((id) => [id, []]))),
    })),
    'appends nothing in the next run': inTheNextRun(() => ({ append: () => TE.right(undefined) })),
  },
  'reports the first record that was edited, removed, moved or cut off': {
    'takes an edited record for a whole one': hiding('edited'),
    'takes a removed record for none': hiding('missing'),
    'takes a moved record for one in its place': hiding('reordered'),
    'takes a log that was cut for a whole one': hiding('cut'),
    'skips lines that are no record': hiding('unreadable'),
  },
  'reports a fault also after records that the next run appends': {
    'starts a new chain in the next run': (scene) => ({
      ...scene,
      reopen: async () => {
        await scene.rewrite((lines) => lines.slice(0, 1))
        return scene.reopen()
      },
    }),
  },
  'refuses the entries of a call together on a full disk, and continues when there is room': {
    'reports a refused entry as written': broken(({ append }) => ({
      append: (...entries) =>
        pipe(
          append(...entries),
          TE.orElseW(() => TE.right(undefined)),
        ),
    })),
    'writes the first of several entries on a full disk': broken(({ append }, { setFull }) => ({
      append:
        (...entries) =>
        async () => {
          if (entries.length < 2) return append(...entries)()
          setFull(false)
          await append(...entries.slice(0, 1))()
          setFull(true)
          return append(...entries)()
        },
    })),
    'writes nothing more after a full disk': broken(({ append }) => {
      let hasFailed = false
      return {
        append:
          (...entries) =>
          async () => {
            if (hasFailed) return append()()
            const appended = await append(...entries)()
            hasFailed = appended._tag === 'Left'
            return appended
          },
      }
    }),
  },
}
