import * as E from 'fp-ts/lib/Either.js'
import { openApprovalLedger } from '../../adapters/outbound/approvals-log/approval-ledger.file.js'
import { openState, type OpenState } from '../../adapters/outbound/json-store/open-state.js'
import { allow, type Approval } from '../../domain/approvals/approval.js'
import {
  decisionRecord,
  deliveryRecord,
  outcomeRecord,
  refusalRecord,
  requestRecord,
} from '../../domain/approvals/records.js'
import type { Card } from '../../domain/board/card.js'
import type { FinishAt } from '../../domain/board/finish.js'
import { remember } from '../../domain/sessions/session-record.js'
import { DEFAULT_SETTINGS } from '../../domain/settings/settings.js'
import { nodeDisk, type Disk } from '../../infrastructure/files/disk.js'
import { sha256 } from '../../infrastructure/secrets/secrets.js'
import { aBoard, aCard } from './cards.js'
import { right } from './results.js'
import { aNotification, aWebhook } from './webhooks.js'
import { sessionId } from '../../domain/sessions/session-id.js'

/** The moment at which everything in the golden files was written. */
export const GOLDEN_NOW = Date.UTC(2026, 2, 1, 8, 15, 30, 120)

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }

export const openGolden = async (path: string, disk: Disk = nodeDisk): Promise<OpenState> => {
  let tokens = 0
  const newToken = (): string => `token-${String((tokens += 1))}`
  return right(await openState({ disk, path, now: () => GOLDEN_NOW, settingsDefaults: DEFAULT_SETTINGS, newToken })())
}

const card: Card = {
  id: 'card-1',
  projectId: 'shop',
  title: 'Größere Knöpfe',
  priority: 'p1',
  stage: 'review',
  origin: 'solo',
  theme: null,
  order: 3,
  sessionRef: 'cc-shop',
  brainstormDoc: null,
  notes: 'a\nb',
  branch: 'card/groessere-card-1',
  implementSummary: 'done',
  worktreePath: '/work/.penates-worktrees/shop/a',
  createdAt: GOLDEN_NOW,
  updatedAt: GOLDEN_NOW + 5,
  rev: 7,
  blockedBy: ['card-2'],
  slug: 'groessere',
  ownSession: null,
  ownSessionId: null,
  firstPort: 4100,
  plan: null,
  doneAt: null,
  extra: { mood: 'good' },
}

const finish: FinishAt<'done'> = {
  id: 'f1',
  cardId: 'card-1',
  projectId: 'shop',
  directory: '/work/shop',
  base: 'main',
  branch: 'card/x',
  branchTip: 'a'.repeat(40),
  baseBefore: 'b'.repeat(40),
  place: '/state/finish/f1',
  pushes: true,
  worktree: null,
  cardBefore: { stage: 'review', order: 3 },
  stage: 'done',
  merge: 'c'.repeat(40),
  startedAt: GOLDEN_NOW,
  endedAt: GOLDEN_NOW + 9,
  pushed: true,
  merged: true,
  reason: null,
  detail: null,
  cleanup: {
    sessionKilled: true,
    worktreeRemoved: true,
    worktreeKept: false,
    branchDeleted: true,
    branchKept: false,
    rescue: ['refs/penates/rescue/x'],
  },
  revert: null,
}

const approval: Approval = {
  id: 'approval-1',
  mode: 'strict',
  reason: null,
  createdAt: GOLDEN_NOW,
  expiresAt: GOLDEN_NOW + 110_000,
  secretHash: 'f'.repeat(64),
  call: {
    session: sessionId('cc-shop'),
    gate: 'PreToolUse',
    tool: 'Bash',
    input: { command: 'ls größe' },
    digest: 'd'.repeat(64),
    inputLength: 24,
    permissionMode: 'default',
    cwd: '/work/shop',
    toolUseId: 'toolu_1',
    promptId: null,
    comesAgain: true,
  },
}

/** Puts a value into every part of an empty state folder, and a request and a refusal into its log of approvals. */
export async function fillGolden(path: string): Promise<void> {
  const state = await openGolden(path)
  right(
    await state.sessionRecord.update((book) => {
      const shop = { id: sessionId('cc-shop'), name: 'cc-shop', directory: '/work/größe', command: 'claude --resume' }
      const docs = { id: sessionId('cc-docs'), name: 'cc-docs', directory: '/work/docs', command: '' }
      const two = remember(remember(book, shop, GOLDEN_NOW), docs, GOLDEN_NOW + 1000)
      const known = two.known.map((one) =>
        one.name === 'cc-shop' ? { ...one, pinned: true, muted: true } : { ...one, manuallyStopped: true },
      )
      const run = { pid: 4242, startedAt: GOLDEN_NOW - 5000 }
      return E.right({
        known,
        heartbeat: { run, at: GOLDEN_NOW, live: [sessionId('cc-shop')] },
        reviving: [sessionId('cc-shop')],
        clipboard: null,
      })
    })(),
  )
  right(await state.sessionTokens.issue(sessionId('cc-shop'), 'cc-shop')())
  right(await state.sessionTokens.issue(sessionId('cc-notes'), 'cc-docs')())
  right(
    await state.namedTokens.update(() =>
      E.right([
        {
          id: 'token-1',
          label: 'Größe',
          scopes: [
            { kind: 'drive', sessions: [sessionId('cc-shop')] },
            { kind: 'board', projectId: 'shop' },
          ],
          digest: 'e'.repeat(64),
          createdAt: GOLDEN_NOW,
          expiresAt: GOLDEN_NOW + 5,
          lastUsedAt: null,
        },
      ]),
    )(),
  )
  right(await state.settingsStore.change({ autoRestore: false, remoteApproval: true })())
  const grant = { session: sessionId('cc-shop'), tool: 'Bash', digest: 'd'.repeat(64), grantedAt: GOLDEN_NOW }
  right(
    await state.approvalRules.change(() => ({
      mode: 'strict',
      sessions: { 'cc-shop': 'ask' },
      ids: { 'id-of-shop': { name: 'cc-shop', mode: 'ask' } },
      freeTools: ['Read', 'Glob'],
      asksInAutoMode: false,
      grants: [grant],
    }))(),
  )
  right(
    await state.pushSubscriptions.update(() =>
      E.right([
        {
          endpoint: 'https://push.example/abc',
          expirationTime: null,
          keys: { p256dh: 'p256', auth: 'auth' },
          deviceId: 'phone',
          createdAt: GOLDEN_NOW,
          failedAttempts: 1,
          lastError: { at: GOLDEN_NOW, statusCode: 410, reason: 'gone' },
        },
      ]),
    )(),
  )
  const shop = { id: 'shop', displayName: 'Shop', path: '/work/shop', pinned: true }
  const docs = { id: 'docs', displayName: 'Docs', path: '/work/docs', pinned: false }
  right(await state.projectStore.update(() => E.right({ projects: [shop, docs], hidden: ['/work/old'] }))())
  right(await state.cardStore.update(() => E.right(aBoard({ ...card, rev: 6 }, aCard({ id: 'gone' }))))())
  right(
    await state.cardStore.update(() =>
      E.right({
        cards: [card, { ...card, id: 'card-2', stage: 'done', doneAt: GOLDEN_NOW, priority: null, extra: {} }],
        ideaSessions: [{ session: 'cc-ideas', projectId: 'shop' }],
        unknownEntries: [7],
        extra: { migratedAt: '2026-02-01T00:00:00.000Z' },
      }),
    )(),
  )
  right(await state.finishJournal.update(() => E.right([{ ...finish, stage: 'finalizing' }]))())
  right(await state.finishJournal.update(() => E.right([finish]))())
  right(
    await state.budgetStore.change(() => ({
      budgets: [
        { scope: { kind: 'month' }, limitUsd: 25.5, atLimit: 'ask' },
        { scope: { kind: 'project', project: '/work/shop' }, limitUsd: 5, atLimit: 'deny' },
      ],
      standings: { month: { period: '2026-03', spentUsd: 12.25, level: 'near' } },
    }))(),
  )
  right(
    await state.resumeStore.change(() => ({ 'cc-shop': { resumeAt: GOLDEN_NOW }, 'cc-docs': { resumeAt: null } }))(),
  )
  right(
    await state.webhookStore.update(() =>
      E.right({
        webhooks: [
          aWebhook({
            label: 'Größe',
            createdAt: GOLDEN_NOW,
            failures: 1,
            nextAttemptAt: GOLDEN_NOW + 5,
            dropped: 2,
            deliveries: [
              { at: GOLDEN_NOW, kind: 'session.waiting', delivered: false, statusCode: 500, reason: 'größe' },
            ],
          }),
          aWebhook({ id: 'topic', kind: 'ntfy', secret: null, disabled: { reason: 'gone', at: GOLDEN_NOW } }),
        ],
        waiting: [{ webhookId: 'hook', message: aNotification({ at: GOLDEN_NOW }), refusals: 1 }],
      }),
    )(),
  )
  right(await state.vapidKeys(() => ({ publicKey: 'public', privateKey: 'private' }))())
  right(await state.markBoot(GOLDEN_NOW)())
  right(await state.approvalStore.keep(approval)())
  await state.settled()
  await fillGoldenLog(`${path}/approvals.log`)
}

async function fillGoldenLog(file: string): Promise<void> {
  const ledger = right(await openApprovalLedger({ disk: nodeDisk, file, now: () => GOLDEN_NOW, sha256, log: silent })())
  right(await ledger.append(requestRecord(approval.id, approval.call, 'strict'))())
  const decider = { by: 'operator', user: 'a@example.com', ip: '127.0.0.1', userAgent: 'x', client: 'c1' } as const
  const decision = { allow: true, edited: { command: 'ls' }, remember: true } as const
  const decided = { ...approval, id: 'approval-0' }
  right(await ledger.append(requestRecord(decided.id, decided.call, 'ask'))())
  right(
    await ledger.append(
      decisionRecord(decided.id, decided.call, decision, decider, sha256),
      outcomeRecord(decided, allow(decision.edited), 'decided'),
    )(),
  )
  right(await ledger.append(deliveryRecord(decided, true))())
  right(await ledger.append(refusalRecord('approval-2', approval.call, 'nobody-there'))())
  await ledger.settled()
}

/** Everything that a state folder holds, as its ports give it, and what was wrong with its files. */
export async function valuesOf(state: OpenState): Promise<Readonly<Record<string, unknown>>> {
  const values = {
    sessions: right(await state.sessionRecord.read()),
    tokens: [
      right(await state.sessionTokens.sessionOf('token-1')()),
      right(await state.sessionTokens.sessionOf('token-2')()),
    ],
    namedTokens: state.namedTokens.current(),
    settings: right(await state.settingsStore.read()),
    rules: right(await state.approvalRules.read()),
    subscriptions: state.pushSubscriptions.current(),
    projects: right(await state.projectStore.read()),
    board: right(await state.cardStore.read()),
    finishes: right(await state.finishJournal.read()),
    budgets: right(await state.budgetStore.read()),
    resumes: right(await state.resumeStore.read()),
    approvals: right(await state.approvalStore.kept()),
    webhooks: state.webhookStore.current(),
  }
  return values
}
