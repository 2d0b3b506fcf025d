/** What is pasted, as far as it is looked at: a DataTransfer. */
interface Pasted {
  readonly files: Iterable<File>
  getData(format: 'text/plain'): string
}

/**
 * Pictures among what is pasted; none where it is words, which a word processor copies with a picture of them. The names that a file manager puts
 * beside its files are no words.
 */
export function pastedPictures(pasted: Pasted): readonly File[] {
  const files = [...pasted.files]
  const words = pasted.getData('text/plain').trim()
  const areNames = words.split(/[\r\n]+/).every((line) => files.some(({ name }) => name === line))
  return words === '' || areNames ? files.filter(({ type }) => type.startsWith('image/')) : []
}
