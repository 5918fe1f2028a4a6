import * as t from 'io-ts'
import { clampedInteger, flag, texts } from '../../../infrastructure/codec/codecs.js'
import { CardChangesJson, CardConflictJson, CardDraftJson, CardJson, CardsJson } from './board.codec.js'
import { route } from './route.js'

export const listCards = route({
  method: 'GET',
  path: '/api/board/cards',
  tokens: ['operator', 'session'],
  rate: 'read',
  query: {
    projectId: texts(1),
    archived: flag,
    limit: clampedInteger({ min: 1, max: 200, fallback: 50 }),
    before: texts(1),
  },
  answers: { 200: CardsJson },
  errors: {},
  summary:
    'Cards in the order of their creation; with archived=1 those done long ago, newest first, before= a card’s id',
})

export const createCard = route({
  method: 'POST',
  path: '/api/board/cards',
  tokens: ['operator', 'session'],
  rate: 'write',
  body: CardDraftJson,
  answers: { 201: CardJson },
  errors: { BadCard: null, Forbidden: null },
  summary: 'Add a card at the end of its stage',
})

export const changeCard = route({
  method: 'PATCH',
  path: '/api/board/cards/:id',
  tokens: ['operator', 'session'],
  rate: 'write',
  body: CardChangesJson,
  answers: { 200: CardJson, 409: CardConflictJson },
  errors: { CardNotFound: null, BadCard: null, Forbidden: null },
  summary: 'Change or move a card, all or nothing; If-Match or rev= refuses a card that has changed since',
})

export const deleteCard = route({
  method: 'DELETE',
  path: '/api/board/cards/:id',
  tokens: ['operator'],
  rate: 'write',
  answers: { 204: t.void },
  errors: { CardNotFound: null },
  summary: 'Delete a card',
})
