import { messages } from '../app/texts/messages.js'
import type { Stage } from './board-stages.js'

/** Localized name of a column. */
export const stageName = (stage: Stage): string => messages.value.stages[stage]
