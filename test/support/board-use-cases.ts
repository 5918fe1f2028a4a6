import * as E from 'fp-ts/lib/Either.js'
import { Container } from 'inversify'
import type { MemoryBoardGit } from '../../adapters/outbound/memory/board-git.memory.js'
import type { BoardCaller } from '../../application/board/board-caller.js'
import type { CardStore } from '../../application/board/card-store.port.js'
import type { FinishJournal } from '../../application/board/finish-journal.port.js'
import { THE_HUB } from '../../application/shared/audit-log.port.js'
import type { CommandRunner } from '../../application/shared/command-runner.port.js'
import { approvalsModule } from '../../composition/modules/approvals.module.js'
import { attentionModule } from '../../composition/modules/attention.module.js'
import { boardModule } from '../../composition/modules/board.module.js'
import { finishModule } from '../../composition/modules/finish.module.js'
import { gateModule } from '../../composition/modules/gate.module.js'
import { projectsModule } from '../../composition/modules/projects.module.js'
import { pushModule } from '../../composition/modules/push.module.js'
import { repoModule } from '../../composition/modules/repo.module.js'
import { sessionsModule } from '../../composition/modules/sessions.module.js'
import { terminalModule } from '../../composition/modules/terminal.module.js'
import { usageModule } from '../../composition/modules/usage.module.js'
import { TOKENS as T } from '../../composition/tokens.js'
import { gitPorts } from './board-places.js'
import { memoryTools } from './memory-tools.js'
import { right } from './results.js'

export const OPERATOR: BoardCaller = { ...THE_HUB, principal: { kind: 'operator' }, client: null }

export interface BoardUseCasesOptions {
  /** Folder of the one project, `shop`. */
  readonly root: string
  readonly finishFolder: string
  readonly cards: CardStore
  readonly finishJournal: FinishJournal
  /** What runs git. */
  readonly runner?: CommandRunner
  /** Another git than the real one. */
  readonly git?: Pick<MemoryBoardGit, 'worktrees' | 'merger'>
}

/** The use cases of the board on a real git, or the one given, wired as the hub wires them; everything else is a fake. */
export async function boardUseCases({ root, runner, git = gitPorts(runner), ...options }: BoardUseCasesOptions) {
  const tools = memoryTools({ ...options, git })
  const container = new Container()
  container.load(
    tools.module,
    approvalsModule,
    attentionModule,
    gateModule,
    sessionsModule,
    terminalModule,
    usageModule,
    projectsModule,
    pushModule,
    repoModule,
    boardModule,
    finishModule,
  )
  const shop = { id: 'shop', displayName: 'Shop', path: root, pinned: false }
  right(await tools.projectStore.update(() => E.right({ projects: [shop], hidden: [] }))())
  return {
    ...tools,
    implement: container.get(T.implementCard),
    changeCard: container.get(T.changeCard),
    deleteCard: container.get(T.deleteCard),
    finish: container.get(T.finishCard),
    undo: container.get(T.undoFinish),
    forecast: container.get(T.forecastConflicts),
    checkFinish: container.get(T.checkFinish),
    publishFinish: container.get(T.publishFinish),
    withLock: container.get(T.withLock),
    recover: container.get(T.recoverFinishes).now,
    followFinishes: container.get(T.recoverFinishes).follow,
    reconcile: container.get(T.reconcileBoard),
  }
}
