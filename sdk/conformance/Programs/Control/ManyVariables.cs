// Program: More than 256 parameters and locals.

namespace Lume.Conformance.Programs.Control;

internal static class ManyVariables
{
    public static void Run()
    {
        Out.Line("parameters", Parameters(
            0, 37, 74, 10, 47, 84, 20, 57, 94, 30, 67, 3, 40, 77, 13, 50, 87, 23, 60, 97,
            33, 70, 6, 43, 80, 16, 53, 90, 26, 63, 100, 36, 73, 9, 46, 83, 19, 56, 93, 29,
            66, 2, 39, 76, 12, 49, 86, 22, 59, 96, 32, 69, 5, 42, 79, 15, 52, 89, 25, 62,
            99, 35, 72, 8, 45, 82, 18, 55, 92, 28, 65, 1, 38, 75, 11, 48, 85, 21, 58, 95,
            31, 68, 4, 41, 78, 14, 51, 88, 24, 61, 98, 34, 71, 7, 44, 81, 17, 54, 91, 27,
            64, 0, 37, 74, 10, 47, 84, 20, 57, 94, 30, 67, 3, 40, 77, 13, 50, 87, 23, 60,
            97, 33, 70, 6, 43, 80, 16, 53, 90, 26, 63, 100, 36, 73, 9, 46, 83, 19, 56, 93,
            29, 66, 2, 39, 76, 12, 49, 86, 22, 59, 96, 32, 69, 5, 42, 79, 15, 52, 89, 25,
            62, 99, 35, 72, 8, 45, 82, 18, 55, 92, 28, 65, 1, 38, 75, 11, 48, 85, 21, 58,
            95, 31, 68, 4, 41, 78, 14, 51, 88, 24, 61, 98, 34, 71, 7, 44, 81, 17, 54, 91,
            27, 64, 0, 37, 74, 10, 47, 84, 20, 57, 94, 30, 67, 3, 40, 77, 13, 50, 87, 23,
            60, 97, 33, 70, 6, 43, 80, 16, 53, 90, 26, 63, 100, 36, 73, 9, 46, 83, 19, 56,
            93, 29, 66, 2, 39, 76, 12, 49, 86, 22, 59, 96, 32, 69, 5, 42, 79, 15, 52, 89));
        Out.Line("locals", Locals(Opaque.Of(3)));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Parameters(
        int p0, int p1, int p2, int p3, int p4, int p5, int p6, int p7, int p8, int p9,
        int p10, int p11, int p12, int p13, int p14, int p15, int p16, int p17, int p18, int p19,
        int p20, int p21, int p22, int p23, int p24, int p25, int p26, int p27, int p28, int p29,
        int p30, int p31, int p32, int p33, int p34, int p35, int p36, int p37, int p38, int p39,
        int p40, int p41, int p42, int p43, int p44, int p45, int p46, int p47, int p48, int p49,
        int p50, int p51, int p52, int p53, int p54, int p55, int p56, int p57, int p58, int p59,
        int p60, int p61, int p62, int p63, int p64, int p65, int p66, int p67, int p68, int p69,
        int p70, int p71, int p72, int p73, int p74, int p75, int p76, int p77, int p78, int p79,
        int p80, int p81, int p82, int p83, int p84, int p85, int p86, int p87, int p88, int p89,
        int p90, int p91, int p92, int p93, int p94, int p95, int p96, int p97, int p98, int p99,
        int p100, int p101, int p102, int p103, int p104, int p105, int p106, int p107, int p108, int p109,
        int p110, int p111, int p112, int p113, int p114, int p115, int p116, int p117, int p118, int p119,
        int p120, int p121, int p122, int p123, int p124, int p125, int p126, int p127, int p128, int p129,
        int p130, int p131, int p132, int p133, int p134, int p135, int p136, int p137, int p138, int p139,
        int p140, int p141, int p142, int p143, int p144, int p145, int p146, int p147, int p148, int p149,
        int p150, int p151, int p152, int p153, int p154, int p155, int p156, int p157, int p158, int p159,
        int p160, int p161, int p162, int p163, int p164, int p165, int p166, int p167, int p168, int p169,
        int p170, int p171, int p172, int p173, int p174, int p175, int p176, int p177, int p178, int p179,
        int p180, int p181, int p182, int p183, int p184, int p185, int p186, int p187, int p188, int p189,
        int p190, int p191, int p192, int p193, int p194, int p195, int p196, int p197, int p198, int p199,
        int p200, int p201, int p202, int p203, int p204, int p205, int p206, int p207, int p208, int p209,
        int p210, int p211, int p212, int p213, int p214, int p215, int p216, int p217, int p218, int p219,
        int p220, int p221, int p222, int p223, int p224, int p225, int p226, int p227, int p228, int p229,
        int p230, int p231, int p232, int p233, int p234, int p235, int p236, int p237, int p238, int p239,
        int p240, int p241, int p242, int p243, int p244, int p245, int p246, int p247, int p248, int p249,
        int p250, int p251, int p252, int p253, int p254, int p255, int p256, int p257, int p258, int p259)
    {
        p258 = p257 + p259;
        Change(ref p259);
        return p0 + (p255 * 2L) + (p256 * 3L) + (p257 * 5L) + (p258 * 7L) + (p259 * 11L);
    }

    private static void Change(ref int value) => value += 1000;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Make(int from, out int a, out int b) => (a, b) = (from + 1, from * 3);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Locals(int seed)
    {
        Make(seed % 1009, out int v0, out int v1);
        Make(v1 % 1009, out int v2, out int v3);
        Make(v3 % 1009, out int v4, out int v5);
        Make(v5 % 1009, out int v6, out int v7);
        Make(v7 % 1009, out int v8, out int v9);
        Make(v9 % 1009, out int v10, out int v11);
        Make(v11 % 1009, out int v12, out int v13);
        Make(v13 % 1009, out int v14, out int v15);
        Make(v15 % 1009, out int v16, out int v17);
        Make(v17 % 1009, out int v18, out int v19);
        Make(v19 % 1009, out int v20, out int v21);
        Make(v21 % 1009, out int v22, out int v23);
        Make(v23 % 1009, out int v24, out int v25);
        Make(v25 % 1009, out int v26, out int v27);
        Make(v27 % 1009, out int v28, out int v29);
        Make(v29 % 1009, out int v30, out int v31);
        Make(v31 % 1009, out int v32, out int v33);
        Make(v33 % 1009, out int v34, out int v35);
        Make(v35 % 1009, out int v36, out int v37);
        Make(v37 % 1009, out int v38, out int v39);
        Make(v39 % 1009, out int v40, out int v41);
        Make(v41 % 1009, out int v42, out int v43);
        Make(v43 % 1009, out int v44, out int v45);
        Make(v45 % 1009, out int v46, out int v47);
        Make(v47 % 1009, out int v48, out int v49);
        Make(v49 % 1009, out int v50, out int v51);
        Make(v51 % 1009, out int v52, out int v53);
        Make(v53 % 1009, out int v54, out int v55);
        Make(v55 % 1009, out int v56, out int v57);
        Make(v57 % 1009, out int v58, out int v59);
        Make(v59 % 1009, out int v60, out int v61);
        Make(v61 % 1009, out int v62, out int v63);
        Make(v63 % 1009, out int v64, out int v65);
        Make(v65 % 1009, out int v66, out int v67);
        Make(v67 % 1009, out int v68, out int v69);
        Make(v69 % 1009, out int v70, out int v71);
        Make(v71 % 1009, out int v72, out int v73);
        Make(v73 % 1009, out int v74, out int v75);
        Make(v75 % 1009, out int v76, out int v77);
        Make(v77 % 1009, out int v78, out int v79);
        Make(v79 % 1009, out int v80, out int v81);
        Make(v81 % 1009, out int v82, out int v83);
        Make(v83 % 1009, out int v84, out int v85);
        Make(v85 % 1009, out int v86, out int v87);
        Make(v87 % 1009, out int v88, out int v89);
        Make(v89 % 1009, out int v90, out int v91);
        Make(v91 % 1009, out int v92, out int v93);
        Make(v93 % 1009, out int v94, out int v95);
        Make(v95 % 1009, out int v96, out int v97);
        Make(v97 % 1009, out int v98, out int v99);
        Make(v99 % 1009, out int v100, out int v101);
        Make(v101 % 1009, out int v102, out int v103);
        Make(v103 % 1009, out int v104, out int v105);
        Make(v105 % 1009, out int v106, out int v107);
        Make(v107 % 1009, out int v108, out int v109);
        Make(v109 % 1009, out int v110, out int v111);
        Make(v111 % 1009, out int v112, out int v113);
        Make(v113 % 1009, out int v114, out int v115);
        Make(v115 % 1009, out int v116, out int v117);
        Make(v117 % 1009, out int v118, out int v119);
        Make(v119 % 1009, out int v120, out int v121);
        Make(v121 % 1009, out int v122, out int v123);
        Make(v123 % 1009, out int v124, out int v125);
        Make(v125 % 1009, out int v126, out int v127);
        Make(v127 % 1009, out int v128, out int v129);
        Make(v129 % 1009, out int v130, out int v131);
        Make(v131 % 1009, out int v132, out int v133);
        Make(v133 % 1009, out int v134, out int v135);
        Make(v135 % 1009, out int v136, out int v137);
        Make(v137 % 1009, out int v138, out int v139);
        Make(v139 % 1009, out int v140, out int v141);
        Make(v141 % 1009, out int v142, out int v143);
        Make(v143 % 1009, out int v144, out int v145);
        Make(v145 % 1009, out int v146, out int v147);
        Make(v147 % 1009, out int v148, out int v149);
        Make(v149 % 1009, out int v150, out int v151);
        Make(v151 % 1009, out int v152, out int v153);
        Make(v153 % 1009, out int v154, out int v155);
        Make(v155 % 1009, out int v156, out int v157);
        Make(v157 % 1009, out int v158, out int v159);
        Make(v159 % 1009, out int v160, out int v161);
        Make(v161 % 1009, out int v162, out int v163);
        Make(v163 % 1009, out int v164, out int v165);
        Make(v165 % 1009, out int v166, out int v167);
        Make(v167 % 1009, out int v168, out int v169);
        Make(v169 % 1009, out int v170, out int v171);
        Make(v171 % 1009, out int v172, out int v173);
        Make(v173 % 1009, out int v174, out int v175);
        Make(v175 % 1009, out int v176, out int v177);
        Make(v177 % 1009, out int v178, out int v179);
        Make(v179 % 1009, out int v180, out int v181);
        Make(v181 % 1009, out int v182, out int v183);
        Make(v183 % 1009, out int v184, out int v185);
        Make(v185 % 1009, out int v186, out int v187);
        Make(v187 % 1009, out int v188, out int v189);
        Make(v189 % 1009, out int v190, out int v191);
        Make(v191 % 1009, out int v192, out int v193);
        Make(v193 % 1009, out int v194, out int v195);
        Make(v195 % 1009, out int v196, out int v197);
        Make(v197 % 1009, out int v198, out int v199);
        Make(v199 % 1009, out int v200, out int v201);
        Make(v201 % 1009, out int v202, out int v203);
        Make(v203 % 1009, out int v204, out int v205);
        Make(v205 % 1009, out int v206, out int v207);
        Make(v207 % 1009, out int v208, out int v209);
        Make(v209 % 1009, out int v210, out int v211);
        Make(v211 % 1009, out int v212, out int v213);
        Make(v213 % 1009, out int v214, out int v215);
        Make(v215 % 1009, out int v216, out int v217);
        Make(v217 % 1009, out int v218, out int v219);
        Make(v219 % 1009, out int v220, out int v221);
        Make(v221 % 1009, out int v222, out int v223);
        Make(v223 % 1009, out int v224, out int v225);
        Make(v225 % 1009, out int v226, out int v227);
        Make(v227 % 1009, out int v228, out int v229);
        Make(v229 % 1009, out int v230, out int v231);
        Make(v231 % 1009, out int v232, out int v233);
        Make(v233 % 1009, out int v234, out int v235);
        Make(v235 % 1009, out int v236, out int v237);
        Make(v237 % 1009, out int v238, out int v239);
        Make(v239 % 1009, out int v240, out int v241);
        Make(v241 % 1009, out int v242, out int v243);
        Make(v243 % 1009, out int v244, out int v245);
        Make(v245 % 1009, out int v246, out int v247);
        Make(v247 % 1009, out int v248, out int v249);
        Make(v249 % 1009, out int v250, out int v251);
        Make(v251 % 1009, out int v252, out int v253);
        Make(v253 % 1009, out int v254, out int v255);
        Make(v255 % 1009, out int v256, out int v257);
        Make(v257 % 1009, out int v258, out int v259);
        int late = v258 - v3;
        late += v259 * late;
        Change(ref late);
        return late + v256 + v0;
    }
}
