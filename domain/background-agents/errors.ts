import type { Tagged } from '../shared/tagged.js'

/** The text is no id of a background agent. */
export type InvalidBackgroundAgentId = Tagged<'InvalidBackgroundAgentId'>

export const invalidBackgroundAgentId: InvalidBackgroundAgentId = { _tag: 'InvalidBackgroundAgentId' }

/** No background agent with this id is running. */
export type BackgroundAgentNotFound = Tagged<'BackgroundAgentNotFound', { readonly id: string }>

export const backgroundAgentNotFound = (id: string): BackgroundAgentNotFound => ({
  _tag: 'BackgroundAgentNotFound',
  id,
})

/** The CLI reported the end of an agent, and processes of it are still running. */
export interface BackgroundAgentRemains extends Tagged<'BackgroundAgentRemains'> {
  readonly id: string
  /** Process ids, ascending. */
  readonly processes: ReadonlyArray<number>
}

export const backgroundAgentRemains = (id: string, processes: ReadonlyArray<number>): BackgroundAgentRemains => ({
  _tag: 'BackgroundAgentRemains',
  id,
  processes,
})
