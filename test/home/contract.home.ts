import { homeContract } from '../contract/home.ts';
import { startHomeUnderTest } from './start.ts';

homeContract(startHomeUnderTest);
