import * as E from 'fp-ts/lib/Either.js'
import { allFakes } from '../../composition/testing/fake-tools.js'
import { detach } from '../../infrastructure/guard/guard.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { Act } from './step.js'
import { PROJECT, type AskedCall, type World } from './world.js'

const nameOf = (name: number): SessionName => `cc-${'abc'[name] ?? 'z'}` as SessionName
const BUILT_IN = 'claude'

/** Lets an act happen, and waits for the answers to its requests. */
export async function perform(world: World, act: Act, isFaulty: boolean): Promise<void> {
  const { hub, history, answerOf, clientOf } = world
  const { sessionHost, controls } = allFakes(hub.controls)
  const client = clientOf(0)
  switch (act.do) {
    case 'create':
      history.ended.delete(nameOf(act.name))
      await answerOf(
        client.createSession({ body: { name: nameOf(act.name), directory: PROJECT.root, command: BUILT_IN } }),
        act.do,
      )
      return
    case 'end': {
      const name = nameOf(act.name)
      const ended = await answerOf(client.endSession({ params: { name } }), act.do)
      if (ended !== null) history.ended.add(name)
      return
    }
    case 'restore':
      history.ended.delete(nameOf(act.name))
      await answerOf(client.restoreSession({ params: { name: nameOf(act.name) } }), act.do)
      return
    case 'forget':
      await answerOf(client.forgetSession({ params: { name: nameOf(act.name) } }), act.do)
      return
    case 'rename':
      history.ended.delete(nameOf(act.to))
      await answerOf(
        client.renameSession({ params: { name: nameOf(act.name) }, body: { newName: nameOf(act.to) } }),
        act.do,
      )
      return
    case 'exit': {
      const wasLive = (await liveNames(world)).includes(nameOf(act.name))
      sessionHost.controls.exit(nameOf(act.name))
      await hub.advance(1_000)
      if (wasLive && !isFaulty && !hub.isDead()) history.ended.add(nameOf(act.name))
      return
    }
    case 'start-by-hand':
      if ((await liveNames(world)).includes(nameOf(act.name))) return
      history.ended.delete(nameOf(act.name))
      sessionHost.controls.startByHand(nameOf(act.name), PROJECT.root)
      return
    case 'crash-host':
      sessionHost.controls.crash()
      return
    case 'restart':
      return hub.restart()
    case 'kill':
      hub.kill()
      return
    case 'list':
      await answerOf(client.listSessions(), 'listSessions')
      await answerOf(client.readServerStatus(), 'readServerStatus')
      await answerOf(client.readUsage(), 'readUsage')
      await answerOf(client.readSettings(), 'readSettings')
      await answerOf(client.listProjects(), 'listProjects')
      return
    case 'add-card': {
      const draft = { projectId: PROJECT.id, title: 'Offline mode', stage: 'idea' }
      const added = await answerOf(client.createCard({ body: draft }), act.do)
      if (added === null) return
      const changes = { brainstormDoc: 'docs/offline.md' }
      await answerOf(client.changeCard({ params: { id: added.body.id }, body: changes }), 'changeCard')
      return
    }
    case 'implement':
      await onCard(world, act.card, (id) => answerOf(client.implementCard({ params: { id }, body: {} }), act.do))
      return
    case 'brainstorm':
      await onCard(world, act.card, (id) => answerOf(client.brainstormCard({ params: { id } }), act.do))
      return
    case 'work':
      await onCard(world, act.card, (id) => answerOf(client.implementCard({ params: { id }, body: {} }), 'implement'))
      await onCard(world, act.card, async (id, branch) => {
        if (branch === null || !controls.git.controls.of(PROJECT.root).branches.has(branch)) return
        const file = `file-${String(history.commits.length)}`
        history.commits.push(controls.git.controls.commit(PROJECT.root, branch, { [file]: 'new\n' }))
        await answerOf(client.changeCard({ params: { id }, body: { stage: 'review' } }), 'changeCard')
      })
      return
    case 'finish':
      await onCard(world, act.card, (id) =>
        answerOf(client.finishCard({ params: { id }, body: { push: false } }), act.do),
      )
      return
    case 'undo':
      await onCard(world, act.card, (id) => answerOf(client.undoFinish({ params: { id }, body: {} }), act.do))
      return
    case 'delete-card':
      await onCard(world, act.card, (id) => answerOf(client.deleteCard({ params: { id } }), act.do))
      return
    case 'ask':
      return ask(world, nameOf(act.name))
    case 'decide': {
      const pending = await answerOf(client.listApprovals(), 'listApprovals')
      const approval = pending?.body.approvals[act.call % Math.max(pending.body.approvals.length, 1)]
      if (approval === undefined) return
      const body = { decision: act.allow ? 'allow' : 'deny', digest: approval.digest } as const
      // Both clients decide at once, each the other way.
      const other = { ...body, decision: act.allow ? 'deny' : 'allow' } as const
      const [one, two] = [clientOf(act.client), clientOf(1 - act.client)]
      const answers = await Promise.all([
        answerOf(one.decideApproval({ params: { id: approval.id }, body }), act.do),
        answerOf(two.decideApproval({ params: { id: approval.id }, body: other }), act.do),
      ])
      const taken = answers.filter((answer) => answer !== null).length
      history.decided.set(approval.id, (history.decided.get(approval.id) ?? 0) + taken)
      return
    }
    case 'mode':
      await answerOf(client.changeApprovalConfig({ body: { enabled: act.mode !== 'off', mode: act.mode } }), act.do)
      return
    case 'budget': {
      const budgets = [{ scope: { kind: 'day' as const }, limitUsd: act.limitUsd, atLimit: 'ask' as const }]
      await answerOf(client.replaceBudgets({ body: { budgets } }), act.do)
      return
    }
    case 'forget-project': {
      const forgotten = await answerOf(client.forgetProject({ params: { id: PROJECT.id } }), act.do)
      if (forgotten !== null) history.isProjectForgotten = true
      return
    }
    case 'register-project':
      history.isProjectForgotten = false
      await answerOf(client.createProject({ body: { displayName: 'Shop', path: PROJECT.root } }), act.do)
      return
    case 'pass':
      return hub.advance(act.ms)
  }
}

/** Names of the sessions that run, as the host has them. */
async function liveNames({ hub }: World): Promise<ReadonlyArray<string>> {
  const live = await hub.controls.sessionHost.list()
  return E.isRight(live) ? live.right.map(({ name }) => name) : []
}

/** A card of those that are stored, by its number. */
async function onCard(
  { hub }: World,
  number: number,
  use: (id: string, branch: string | null) => Promise<unknown>,
): Promise<void> {
  const board = await hub.controls.cardStore.read()
  const cards = E.isRight(board) ? board.right.cards : []
  const card = cards[number % Math.max(cards.length, 1)]
  if (card !== undefined) await use(card.id, card.branch)
}

/** The agent of a session requests a tool. It waits for the answer while other steps happen. */
async function ask({ hub, history }: World, name: SessionName): Promise<void> {
  const token = hub.controls.sessionHost.controls.specOf(name)?.environment['PENATES_TOKEN']
  if (token === undefined) return
  const call: AskedCall = { command: `echo ${String(history.calls.length)}`, answer: undefined }
  history.calls.push(call)
  history.requests += 1
  const body = {
    session_id: name,
    hook_event_name: 'PreToolUse',
    tool_name: 'Bash',
    tool_input: { command: call.command },
    cwd: PROJECT.root,
  }
  const asking = hub.clientOf('agent', token).askBeforeTool({ body })()
  detach('call of an agent', async () => {
    const answer = await asking
    call.answer = E.isRight(answer) ? decisionIn(answer.right.body) : null
  })
  await hub.advance(1_000)
}

/** Decision in the answer of the gate: `allow`, `deny`, `ask`; `null` for none. */
function decisionIn(body: unknown): string | null {
  const text = /"permissionDecision":"(\w+)"/.exec(JSON.stringify(body ?? null))
  return text?.[1] ?? null
}
