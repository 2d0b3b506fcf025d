import { addWords } from '../../shared/i18n.ts'
import '../chat/words.ts'
import en from '../locales/service/en.json'
import zh from '../locales/service/zh.json'

// Words of private messages come with their pages.
addWords({ zh, en })
