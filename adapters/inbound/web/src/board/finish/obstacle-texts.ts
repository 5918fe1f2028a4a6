import { textsThatLoadLate } from '../../app/texts/late-texts.js'
import { obstaclesDe } from './obstacles.de.js'
import { obstaclesEn } from './obstacles.en.js'

export const obstacleTexts = textsThatLoadLate(obstaclesEn, obstaclesDe)
