import { Router } from '@koa/router'
import Koa from 'koa'
import type { FixedAnswer } from './fixed-answer.js'

/** The limit for a request through every layer: a separate process in which a route of Koa always sends the same answer. */
process.once('message', ({ path, headers, body }: FixedAnswer) => {
  const router = new Router()
  router.get(path, (context) => {
    context.set(headers)
    context.body = body
  })
  const app = new Koa()
  app.use(router.routes())
  const server = app.listen(0, '127.0.0.1', () => {
    process.send?.(server.address())
  })
})
