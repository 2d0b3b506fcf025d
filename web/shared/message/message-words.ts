import { addWords } from '../i18n.ts'
import en from '../locales/message/en.json'
import zh from '../locales/message/zh.json'

// Words of messages come with what shows them: the live room loads without them.
addWords({ zh, en })
