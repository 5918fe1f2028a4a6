import Koa from 'koa'

/** The limit for starting and for doing nothing: Koa that says hello. */
const app = new Koa()
app.use((ctx) => {
  ctx.body = 'hello'
})
app.listen(0, '127.0.0.1', () => {
  process.stdout.write('listening\n')
})
