import * as E from 'fp-ts/lib/Either.js'
import type * as T from 'fp-ts/lib/Task.js'
import type { ToolCall } from '../../domain/approvals/approval.js'
import { SHELL_TOOL, type RuledCall } from '../../domain/approvals/permission-rule.js'
import { projectAt } from '../../domain/projects/project.js'
import type { ApprovalsPorts } from './ports.js'

type Call = Pick<ToolCall, 'tool' | 'input' | 'cwd' | 'agent'>

/** Reads of a call what rules compare. */
export type RuledCallReader = (call: Call) => RuledCall | Promise<RuledCall>

/** Makes a reader by the projects of now. Without `hasPaths` it reads at once: it follows no link, and calls have no paths. */
export type OpenRuledCalls = (options: { readonly hasPaths: boolean }) => T.Task<RuledCallReader>

export function makeOpenRuledCalls(
  deps: Pick<ApprovalsPorts, 'guardedFolders' | 'projectStore' | 'parseShell'>,
): OpenRuledCalls {
  const { guardedFolders, projectStore, parseShell } = deps
  return ({ hasPaths }) =>
    async () => {
      const registered = await projectStore.read()
      const projects = E.isRight(registered) ? registered.right.projects : null
      const withPaths = (
        { tool, input: { command, url }, cwd, agent }: Call,
        paths: RuledCall['paths'],
      ): RuledCall => ({
        tool,
        commands: tool !== SHELL_TOOL ? undefined : typeof command === 'string' ? parseShell(command) : null,
        paths,
        host: typeof url === 'string' ? hostOf(url) : null,
        projectId: cwd === null || projects === null ? undefined : (projectAt(projects, cwd)?.id ?? null),
        agent: agent ?? null,
      })
      return hasPaths
        ? async (call) => withPaths(call, await guardedFolders.realPathsOf(call)())
        : (call) => withPaths(call, [])
    }
}

function hostOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).hostname : null
}
