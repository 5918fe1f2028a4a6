import { computed } from '@preact/signals'
import { en } from './en.js'
import { messages } from './messages.js'
import { obstaclesDe } from './obstacles.de.js'
import { obstaclesEn } from './obstacles.en.js'

/** Texts of obstacles in the language of the other texts. Both languages come with the dialog that shows them. */
export const obstacleTexts = computed(() => (messages.value === en ? obstaclesEn : obstaclesDe))
