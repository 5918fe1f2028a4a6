import type { Entry } from './conversation.js'

/** State of a task. Others of a CLI count as open. */
export type TaskState = 'open' | 'running' | 'done'

/** Task in the list of an agent. */
export interface Task {
  readonly text: string
  readonly state: TaskState
}

const STATES: ReadonlyMap<unknown, TaskState> = new Map([
  ['in_progress', 'running'],
  ['completed', 'done'],
])

/** Tasks that a call lists; `null` for another call, and for a list of another shape, which is shown field by field. */
export function tasksOf({ tool, input }: Pick<Entry, 'tool' | 'input'>): ReadonlyArray<Task> | null {
  const listed: unknown = tool === 'TodoWrite' ? input?.['todos'] : null
  if (!Array.isArray(listed) || listed.length === 0) return null
  const tasks = (listed as ReadonlyArray<unknown>).map((task) => {
    const { content, status } = (typeof task === 'object' && task !== null ? task : {}) as Readonly<
      Record<string, unknown>
    >
    return typeof content === 'string' ? { text: content, state: STATES.get(status) ?? 'open' } : null
  })
  return tasks.includes(null) ? null : tasks.filter((task) => task !== null)
}

/** Task that the agent works on, else the next one; `null` when all are done. */
export const currentTask = (tasks: ReadonlyArray<Task>): Task | null =>
  tasks.find(({ state }) => state === 'running') ?? tasks.find(({ state }) => state === 'open') ?? null

export const doneCount = (tasks: ReadonlyArray<Task>): number => tasks.filter(({ state }) => state === 'done').length
