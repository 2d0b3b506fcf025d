import { addWords } from '../../shared/i18n.ts'
import '../../shared/message/message-words.ts'
import en from '../locales/groups/en.json'
import zh from '../locales/groups/zh.json'

// Words of groups and chats come with their pages: the live room loads without them.
addWords({ zh, en })
