import * as E from 'fp-ts/lib/Either.js'
import type * as T from 'fp-ts/lib/Task.js'
import type { ToolCall } from '../../domain/approvals/approval.js'
import type { RuledCall } from '../../domain/approvals/permission-rule.js'
import type { ParseShell } from '../../domain/approvals/shell-command.js'
import { projectAt } from '../../domain/projects/project.js'
import type { ProjectStore } from '../projects/project-store.port.js'
import type { GuardedFolders } from './guarded-folders.port.js'

/** Reads of a call what rules compare. */
export type ReadRuledCall = (call: Pick<ToolCall, 'tool' | 'input' | 'cwd'>) => T.Task<RuledCall>

export interface ReadRuledCallDeps {
  readonly guardedFolders: GuardedFolders
  readonly projectStore: ProjectStore
  readonly parseShell: ParseShell
}

/** Tool that runs its `command` in a shell. */
const SHELL_TOOL = 'Bash'

export function makeReadRuledCall({ guardedFolders, projectStore, parseShell }: ReadRuledCallDeps): ReadRuledCall {
  return (call) => async () => {
    const { tool, input, cwd } = call
    const { command, url } = input
    const registered = await projectStore.read()
    const projects = E.isRight(registered) ? registered.right.projects : []
    return {
      tool,
      commands: tool !== SHELL_TOOL ? undefined : typeof command === 'string' ? parseShell(command) : null,
      paths: await guardedFolders.realPathsOf(call)(),
      host: typeof url === 'string' ? hostOf(url) : null,
      projectId: cwd === null ? null : (projectAt(projects, cwd)?.id ?? null),
    }
  }
}

function hostOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).hostname : null
}
