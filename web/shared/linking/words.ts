import { addWords } from '../i18n.ts'
import en from './locales/en.json'
import zh from './locales/zh.json'

// Words of linking come with its code: pages load without them.
addWords({ zh, en })
