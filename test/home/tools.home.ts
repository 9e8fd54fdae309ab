import { toolsContract } from '../contract/tools/tools.ts';
import { startHomeUnderTest } from './start.ts';

toolsContract('real', startHomeUnderTest);
