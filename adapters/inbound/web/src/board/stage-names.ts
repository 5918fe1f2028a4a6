import { messages } from '../i18n/messages.js'
import type { Stage } from './board-stages.js'

/** A column as the person calls it. */
export const stageName = (stage: Stage): string => messages.value.stages[stage]
